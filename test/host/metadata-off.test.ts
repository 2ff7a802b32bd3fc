import request from 'supertest'
import { AllowAnonymous, Returns, Route } from '../../dtos/contract'
import { createGateway, type Feature, metadata } from '../../host'
import { Any } from '../../services'

// M-1.1: a gateway without metadata pages says so, and sends nobody to them.

@Route('/ping')
@AllowAnonymous()
class Ping extends Returns(String) {}

class PingService {
  @Any(Ping) any() {
    return 'pong'
  }
}

async function answers(features: readonly Feature[], path: string) {
  const gateway = createGateway({ services: [new PingService()], features })
  const server = await gateway.listen(0, '127.0.0.1')
  try {
    const { status, res, text } = (await request(server).get(path)) as request.Response & { res: { statusMessage: string } }
    return { status, reason: res.statusMessage, text }
  } finally {
    await gateway.close()
  }
}

test.each(['/metadata', '/metadata/'])('%s without them is 403, with a reason', async (path) => {
  const { status, reason, text } = await answers([], path)
  expect([status, reason]).toEqual([403, 'Metadata Not Available'])
  expect(JSON.parse(text).responseStatus.errorCode).toBe('Forbidden')
})

test('an address that nothing answers leads to the pages only where there are some', async () => {
  expect((await answers([], '/nothing')).text).not.toContain('/metadata')
  expect((await answers([metadata()], '/nothing')).text).toContain('/metadata')
  expect((await answers([metadata()], '/metadata')).status).toBe(200)
})
