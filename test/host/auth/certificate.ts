import { type AuthProvider, HttpError, Refused } from '../../../host'

/** A provider of somebody's own: a proxy in front checked the caller's certificate and says whose it is. One file, one word in the gateway's list. */
export const certificate: AuthProvider = {
  name: 'certificate',
  open: ({ users }) => ({
    readers: [
      {
        carrier: 'explicit',
        read: (call) => call.header('x-client-subject'),
        async recognise(subject) {
          const user = await users.userByName(subject.replace(/^CN=/, ''))
          if (!user) return new Refused(new HttpError(401, 'Unauthorized', 'The certificate is nobody’s here.'))
          return {
            session: { ...user, provider: 'certificate', userId: user.id, scopes: [], sources: [], credentialId: subject },
          }
        },
      },
    ],
  }),
}
